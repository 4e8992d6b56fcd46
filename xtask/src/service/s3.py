# A storage that speaks like S3, from moto: one bucket, and one key that may use it.
# Argument: the file that gets `PORT ID SECRET BUCKET` when everything is ready.
import json
import os
import sys
import threading

import boto3
from moto import settings
from moto.s3.responses import S3Response
from moto.server import ThreadedMotoServer

ready = sys.argv[1]
bucket = "kredo-files"

# S3 looks whether there is such an object and writes it in one step; moto takes two.
one_at_a_time = threading.Lock()
put_object = S3Response.put_object


def put_object_at_once(self):
    with one_at_a_time:
        return put_object(self)


S3Response.put_object = put_object_at_once

server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
_, port = server.get_host_and_port()


def client(service):
    return boto3.client(
        service,
        endpoint_url=f"http://127.0.0.1:{port}",
        region_name="us-east-1",
        aws_access_key_id="setup",
        aws_secret_access_key="setup",
    )


client("s3").create_bucket(Bucket=bucket)
iam = client("iam")
iam.create_user(UserName="kredo")
# Of buckets that are missing, too: who may not see them is told nothing of them.
policy = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Action": ["s3:PutObject", "s3:GetObject", "s3:DeleteObject"],
            "Resource": "arn:aws:s3:::kredo-*/*",
        },
        {
            "Effect": "Allow",
            "Action": ["s3:ListBucket"],
            "Resource": "arn:aws:s3:::kredo-*",
        },
    ],
}
iam.put_user_policy(
    UserName="kredo", PolicyName="files", PolicyDocument=json.dumps(policy)
)
key = iam.create_access_key(UserName="kredo")["AccessKey"]
# One that stands in an address as it is.
while not key["SecretAccessKey"].isalnum():
    iam.delete_access_key(UserName="kredo", AccessKeyId=key["AccessKeyId"])
    key = iam.create_access_key(UserName="kredo")["AccessKey"]
# From here on signatures and rights are checked, as S3 does.
settings.INITIAL_NO_AUTH_ACTION_COUNT = 0

with open(f"{ready}.draft", "w") as file:
    file.write(f"{port} {key['AccessKeyId']} {key['SecretAccessKey']} {bucket}")
os.rename(f"{ready}.draft", ready)
threading.Event().wait()
