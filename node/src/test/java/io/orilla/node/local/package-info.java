/** The local API in tests. */
@NullMarked
package io.orilla.node.local;

import org.jspecify.annotations.NullMarked;
