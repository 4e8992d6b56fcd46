use axum::body::Body;
use http::Request;
use kredo_tests::api::Api;

#[tokio::test]
async fn an_unknown_address_and_a_wrong_method_have_the_common_body() {
    let api = Api::start().await;
    for path in ["/", "/nothing", "/auth/nobody", "/utt/api/v1/execute/more", "/%2e%2e/etc/passwd"]
    {
        let answered = api.get(path).await;
        assert_eq!(answered.refusal(), (404, "ROUTE_NOT_FOUND"), "{path}");
        assert!(answered.json["timestamp"].is_string() && answered.json["traceId"].is_string());
    }
    let answered = api.get("/auth/partners").await;
    assert_eq!(answered.refusal(), (405, "METHOD_NOT_ALLOWED"));
}

#[tokio::test]
async fn a_trailing_slash_is_the_same_address() {
    let api = Api::start().await;
    for path in ["/health/live", "/health/live/", "/health/ready", "/health/ready/"] {
        assert_eq!(api.get(path).await.json["status"], "UP", "{path}");
    }
}

#[tokio::test]
async fn a_trace_that_the_caller_began_is_continued() {
    let api = Api::start().await;
    let trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    let request = Request::get("/nothing")
        .header("traceparent", format!("00-{trace}-00f067aa0ba902b7-01"))
        .body(Body::empty());
    let answered = api.send(request.unwrap()).await;
    assert_eq!(answered.json["traceId"], trace);
    assert_eq!(answered.headers["x-trace-id"], trace);
    let own = api.get("/nothing").await;
    assert_eq!(own.json["traceId"].as_str().map(str::len), Some(32));
    assert_ne!(own.json["traceId"], api.get("/nothing").await.json["traceId"]);
}
