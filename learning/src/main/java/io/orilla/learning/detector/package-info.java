/** Detectors that learn from rows of normal operation, in double precision. */
@NullMarked
package io.orilla.learning.detector;

import org.jspecify.annotations.NullMarked;
