/** The product from outside: by process, HTTP and protocol. */
@NullMarked
package io.orilla.tests;

import org.jspecify.annotations.NullMarked;
