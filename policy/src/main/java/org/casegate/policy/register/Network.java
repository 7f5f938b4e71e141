// SPDX-FileCopyrightText: 2026 The CaseGate authors
// SPDX-License-Identifier: Apache-2.0
package org.casegate.policy.register;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/// A block of addresses in CIDR form, IPv4 or IPv6; host bits must be zero.
///
/// @param base   the first address of the block, as the unsigned number of its octets
/// @param prefix how many leading bits name the block
/// @param bits   32 or 128
public record Network(BigInteger base, int prefix, int bits) {

    public Network {
        if ((bits != 32 && bits != 128) || prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException("a network has a prefix of 0 to 32, or of 0 to 128 for IPv6");
        }
        if (base.signum() < 0 || base.bitLength() > bits || host(base, bits - prefix).signum() != 0) {
            throw new IllegalArgumentException("the host part of a network's address must be zero");
        }
    }

    /// Reads `192.0.2.0/24`, `2001:db8::/32`, or a single address; nothing where the text is none or has host bits.
    /// Never asks a name server.
    public static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        String literal = slash < 0 ? text : text.substring(0, slash);
        try {
            InetAddress address = InetAddress.ofLiteral(literal);
            int bits = address instanceof Inet4Address ? 32 : 128;
            int prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
            return Optional.of(new Network(number(address), prefix, bits));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// Whether the address lies in the block. An IPv4 address never lies in an IPv6 block.
    public boolean contains(InetAddress address) {
        int length = address instanceof Inet4Address ? 32 : 128;
        return length == bits && number(address).shiftRight(bits - prefix).equals(base.shiftRight(bits - prefix));
    }

    private static BigInteger number(InetAddress address) {
        return new BigInteger(1, address.getAddress());
    }

    private static BigInteger host(BigInteger address, int hostBits) {
        return address.and(BigInteger.ONE.shiftLeft(hostBits).subtract(BigInteger.ONE));
    }

    /// The CIDR form.
    @Override
    public String toString() {
        byte[] number = base.toByteArray();
        byte[] octets = new byte[bits / 8];
        int length = Math.min(number.length, octets.length);
        System.arraycopy(number, number.length - length, octets, octets.length - length, length);
        try {
            return InetAddress.getByAddress(octets).getHostAddress() + "/" + prefix;
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("4 or 16 octets are always an address", impossible);
        }
    }
}
