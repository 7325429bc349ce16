/** The demonstration: the whole loop once, in front of the user. */
@NullMarked
package io.orilla.demo.story;

import org.jspecify.annotations.NullMarked;
