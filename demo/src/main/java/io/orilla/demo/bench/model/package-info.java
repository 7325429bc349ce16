/** Models that no study made, for what the benches want to see. */
@NullMarked
package io.orilla.demo.bench.model;

import org.jspecify.annotations.NullMarked;
