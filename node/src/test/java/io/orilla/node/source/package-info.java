/** Sources in tests: gaps, repetitions, restarts. */
@NullMarked
package io.orilla.node.source;

import org.jspecify.annotations.NullMarked;
