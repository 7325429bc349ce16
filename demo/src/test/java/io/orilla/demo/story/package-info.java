/** The story as its readers see it. */
@NullMarked
package io.orilla.demo.story;

import org.jspecify.annotations.NullMarked;
