/** The people's API for Java programs: the command line, the demo, and any program of a user. */
@NullMarked
package io.orilla.client;

import org.jspecify.annotations.NullMarked;
