@org.jspecify.annotations.NullMarked
package io.orilla.server.command;
