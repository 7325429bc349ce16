/** The search over a grid of detectors. */
@NullMarked
package io.orilla.learning.study;

import org.jspecify.annotations.NullMarked;
