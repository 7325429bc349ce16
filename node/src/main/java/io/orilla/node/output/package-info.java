/** What is written to the plant, as far as a file of this node allows it. */
@NullMarked
package io.orilla.node.output;

import org.jspecify.annotations.NullMarked;
