/** What the node needs and does, measured: memory, start, latency, throughput, bytes. */
@NullMarked
package io.orilla.demo.bench.node;

import org.jspecify.annotations.NullMarked;
