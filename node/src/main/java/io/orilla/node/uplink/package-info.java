/** The connection to the server: outbound, mutual TLS, several addresses. */
@NullMarked
package io.orilla.node.uplink;

import org.jspecify.annotations.NullMarked;
