/** Joining in tests, over real TLS. */
@NullMarked
package io.orilla.node.enrol;

import org.jspecify.annotations.NullMarked;
