/** Models at work in tests, through kills and power cuts. */
@NullMarked
package io.orilla.node.serving;

import org.jspecify.annotations.NullMarked;
