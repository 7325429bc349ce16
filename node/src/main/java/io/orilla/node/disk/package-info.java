/** What the node keeps, behind an interface that tests can make fail. */
@NullMarked
package io.orilla.node.disk;

import org.jspecify.annotations.NullMarked;
