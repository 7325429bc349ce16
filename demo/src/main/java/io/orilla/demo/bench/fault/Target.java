package io.orilla.demo.bench.fault;

/** What is killed. */
enum Target {
  NODE,
  SERVER,
  WORKER
}
