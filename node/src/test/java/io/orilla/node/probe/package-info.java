/** Looking at peers, in tests. */
@NullMarked
package io.orilla.node.probe;

import org.jspecify.annotations.NullMarked;
