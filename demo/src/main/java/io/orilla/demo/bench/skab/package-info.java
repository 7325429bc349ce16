/**
 * The Skoltech Anomaly Benchmark (SKAB) by its published protocol, through the product's models.
 */
@NullMarked
package io.orilla.demo.bench.skab;

import org.jspecify.annotations.NullMarked;
