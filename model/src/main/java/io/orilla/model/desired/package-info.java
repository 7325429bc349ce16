/** The signed state that a node is to reach. */
@NullMarked
package io.orilla.model.desired;

import org.jspecify.annotations.NullMarked;
