/** What people tell nodes to do, once: issued, signed, handed out, and what came of it. */
@NullMarked
package io.orilla.server.command;

import org.jspecify.annotations.NullMarked;
