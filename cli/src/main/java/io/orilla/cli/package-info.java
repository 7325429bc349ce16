/** The command line: every program and every request of a user under one name. */
@NullMarked
package io.orilla.cli;

import org.jspecify.annotations.NullMarked;
