// A worker that cannot start: what an incomplete installation gives.
throw new Error('a module is missing');
