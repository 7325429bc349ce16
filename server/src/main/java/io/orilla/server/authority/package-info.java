/** Who is trusted: the server's own certificate authority, its state-signing key, join tokens. */
@NullMarked
package io.orilla.server.authority;

import org.jspecify.annotations.NullMarked;
