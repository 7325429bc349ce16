/** How people set up a node: a file of its home, checked at start. */
@NullMarked
package io.orilla.node.config;

import org.jspecify.annotations.NullMarked;
