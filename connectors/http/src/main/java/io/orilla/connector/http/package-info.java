/** Takes values out of the JSON that a web address answers. */
@NullMarked
package io.orilla.connector.http;

import org.jspecify.annotations.NullMarked;
