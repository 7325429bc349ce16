/** What shows and measures Orilla from outside: the plant, the story, the benches. */
@NullMarked
package io.orilla.demo;

import org.jspecify.annotations.NullMarked;
