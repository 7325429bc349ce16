/** Benches: each prints what it measured, with its yardstick from the same run. */
@NullMarked
package io.orilla.demo.bench;

import org.jspecify.annotations.NullMarked;
