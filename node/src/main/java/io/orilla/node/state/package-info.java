/** The signed state that this node is to reach: fetched, checked, kept. */
@NullMarked
package io.orilla.node.state;

import org.jspecify.annotations.NullMarked;
