/** The uplink in tests. */
@NullMarked
package io.orilla.node.uplink;

import org.jspecify.annotations.NullMarked;
