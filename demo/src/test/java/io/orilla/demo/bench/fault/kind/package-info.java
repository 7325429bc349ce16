/** In which order faults come. */
@NullMarked
package io.orilla.demo.bench.fault.kind;

import org.jspecify.annotations.NullMarked;
