/** Reads any OPC UA server by subscription (OPC 10000-4, 5.13 and 5.14). */
@NullMarked
package io.orilla.connector.opcua;

import org.jspecify.annotations.NullMarked;
