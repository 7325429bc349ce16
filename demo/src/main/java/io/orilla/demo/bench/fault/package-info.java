/** Lets faults happen while everything moves, and checks what came of it. */
@NullMarked
package io.orilla.demo.bench.fault;

import org.jspecify.annotations.NullMarked;
