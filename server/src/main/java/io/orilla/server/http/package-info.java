/** The listeners, how requests become answers, and what a resource is. */
@NullMarked
package io.orilla.server.http;

import org.jspecify.annotations.NullMarked;
