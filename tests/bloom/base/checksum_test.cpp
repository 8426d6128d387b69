#include "bloom/base/checksum.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace gauze {
namespace {

constexpr std::uint64_t prime = 11400714785074694797u;

// The bytes that xxHash's own tests are made of (its cli/xsum_sanity_check.c).
std::vector<std::byte> sanity_bytes(std::size_t count)
{
    std::vector<std::byte> bytes(count);
    std::uint64_t generator = 2654435761u;
    for (std::byte& byte : bytes) {
        byte = static_cast<std::byte>(generator >> 56);
        generator *= prime;
    }
    return bytes;
}

TEST(Checksum, IsXxh3AsItsAuthorsPublishedIt)
{
    struct Vector {
        std::size_t length;
        std::uint64_t seed, expected;
    };
    for (const Vector& v : {Vector{0, 0, 0x2D06800538D394C2},
                            {0, prime, 0xA8A6B918B2F0364A},
                            {1, 0, 0xC44BDFF4074EECDB},
                            {1, prime, 0x032BE332DD766EF8},
                            {6, 0, 0x27B56A84CD2D7325},
                            {12, 0, 0xA713DAF0DFBB77E7},
                            {24, 0, 0xA3FE70BF9D3510EB},
                            {48, 0, 0x397DA259ECBA1F11},
                            {80, 0, 0xBCDEFBBB2C47C90A},
                            {195, 0, 0xCD94217EE362EC3A},
                            {195, prime, 0xBA68003D370CB3D9}})
        EXPECT_EQ(checksum(sanity_bytes(v.length), v.seed), v.expected) << v.length << " bytes";
}

TEST(Checksum, InPiecesIsThatOfTheWholeWhereverItIsCut)
{
    const auto bytes = sanity_bytes(1500);
    for (const std::size_t cut : {0u, 1u, 239u, 240u, 241u, 256u, 1024u, 1499u, 1500u}) {
        Checksum pieces(7);
        pieces.update(Bytes(bytes).first(cut));
        (void)pieces.value(); // looking at it in between changes nothing
        pieces.update(Bytes(bytes).subspan(cut));
        EXPECT_EQ(pieces.value(), checksum(bytes, 7)) << cut;
    }
}

} // namespace
} // namespace gauze
