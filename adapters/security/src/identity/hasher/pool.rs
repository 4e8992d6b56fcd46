//! Work buffers: a bounded number, used again and again while there is work, given back after it.

use super::SecretHashError;
use argon2::Block;
use std::{
    error::Error,
    num::NonZeroU16,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::{sync::Semaphore, task::spawn_blocking};

/// Memory that one computation works in; empty until the first one.
pub(super) type Buffer = Vec<Block>;

/// Lends buffers to computations, never more than `limit` at once.
#[derive(Debug)]
pub(super) struct BufferPool {
    permits: Arc<Semaphore>,
    limit: usize,
    stock: Arc<Stock>,
}

#[derive(Debug)]
struct Stock {
    free: Mutex<Vec<Buffer>>,
    /// What a buffer keeps between two computations, in blocks of 1 KiB.
    usual: usize,
}

/// Blocks of a piece of memory that the allocator gives back to the system when it is freed. What
/// is not used of it is never there: glibc keeps smaller pieces, once it has seen one, for later.
const GIVEN_BACK: usize = 33 * 1024;

impl BufferPool {
    pub(super) fn new(limit: NonZeroU16, usual: usize) -> Self {
        let limit = limit.get().into();
        Self {
            permits: Arc::new(Semaphore::new(limit)),
            limit,
            stock: Arc::new(Stock { free: Mutex::default(), usual }),
        }
    }

    /// Runs the work on a blocking thread as soon as a buffer is free.
    ///
    /// The work and its buffer outlive a caller who stops waiting: a thread cannot be interrupted.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Buffer) -> T + Send + 'static,
    ) -> Result<T, SecretHashError> {
        let permit = Arc::clone(&self.permits).acquire_owned().await.map_err(stopped)?;
        let (permits, limit) = (Arc::clone(&self.permits), self.limit);
        let stock = Arc::clone(&self.stock);
        let task = spawn_blocking(move || {
            let mut buffer = stock.take();
            let result = work(&mut buffer);
            stock.put_back(buffer);
            drop(permit);
            // Nobody runs or waits: logins are rare, and megabytes are not kept for them.
            if permits.available_permits() == limit {
                stock.lock().clear();
            }
            result
        });
        task.await.map_err(stopped)
    }

    /// As if one more computation went on.
    #[cfg(test)]
    pub(super) async fn keep_busy(&self) -> tokio::sync::OwnedSemaphorePermit {
        Arc::clone(&self.permits).acquire_owned().await.unwrap()
    }

    /// Sizes of the buffers that lie free. While the pool is kept busy with no other work going on:
    /// the most that ever were out at once.
    #[cfg(test)]
    pub(super) fn free(&self) -> Vec<usize> {
        self.stock.lock().iter().map(Vec::len).collect()
    }
}

impl Stock {
    fn lock(&self) -> MutexGuard<'_, Vec<Buffer>> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self) -> Buffer {
        let kept = self.lock().pop();
        kept.unwrap_or_else(|| Vec::with_capacity(self.usual.max(GIVEN_BACK)))
    }

    /// Wipes what the computation left. The buffer stays reachable, so the writes cannot be
    /// optimised away.
    fn put_back(&self, mut buffer: Buffer) {
        buffer.fill(Block::new());
        if buffer.len() > self.usual {
            buffer.truncate(self.usual);
            buffer.shrink_to(self.usual.max(GIVEN_BACK));
        }
        self.lock().push(buffer);
    }
}

fn stopped(error: impl Into<Box<dyn Error + Send + Sync>>) -> SecretHashError {
    SecretHashError::Stopped(error.into())
}
