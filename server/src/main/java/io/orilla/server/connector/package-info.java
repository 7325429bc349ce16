/** The protocols that nodes speak, described for whoever declares a source. */
@NullMarked
package io.orilla.server.connector;

import org.jspecify.annotations.NullMarked;
