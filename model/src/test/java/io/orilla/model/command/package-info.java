@org.jspecify.annotations.NullMarked
package io.orilla.model.command;
