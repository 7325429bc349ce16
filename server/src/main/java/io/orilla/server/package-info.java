/** The control plane: what is declared, what runs where, what came back. */
@NullMarked
package io.orilla.server;

import org.jspecify.annotations.NullMarked;
