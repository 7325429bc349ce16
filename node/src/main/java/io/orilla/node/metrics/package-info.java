/** What a node measures of itself: for Prometheus, and as signals. */
@NullMarked
package io.orilla.node.metrics;

import org.jspecify.annotations.NullMarked;
