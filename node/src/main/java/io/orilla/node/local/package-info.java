/** What a node tells the machine it runs on, over loopback HTTP. */
@NullMarked
package io.orilla.node.local;

import org.jspecify.annotations.NullMarked;
