/** The faults of the bench, one class for what is done in one way. */
@NullMarked
package io.orilla.demo.bench.fault.kind;

import org.jspecify.annotations.NullMarked;
