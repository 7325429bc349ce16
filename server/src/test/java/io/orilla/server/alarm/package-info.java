@NullMarked
package io.orilla.server.alarm;

import org.jspecify.annotations.NullMarked;
