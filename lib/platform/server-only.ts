// Stands in for the `server-only` package in processes that are servers without Next's bundler:
// the command line, the worker and the tests.
export {};
