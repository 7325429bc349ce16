/** What people tell this node to do, once: taken at most once, done, reported. */
@NullMarked
package io.orilla.node.command;

import org.jspecify.annotations.NullMarked;
