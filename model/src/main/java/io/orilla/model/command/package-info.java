/** What people tell one node to do, once: signed, with a deadline. */
@NullMarked
package io.orilla.model.command;

import org.jspecify.annotations.NullMarked;
