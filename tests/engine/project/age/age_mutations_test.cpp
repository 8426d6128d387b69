// Sealed files, changed on the way in every manner that a sealed file can be: none is accepted, and of none
// is a byte handed out that lies behind the first chunk that was touched.
#include "tests/engine/project/age/age_files.hpp"

#include <gtest/gtest.h>

namespace gauze {
namespace {

constexpr std::size_t chunk = 65536, sealed_chunk = chunk + 16, nonce_bytes = 16;

struct Original {
    std::string plain, file;
    std::size_t payload = 0; // where the first chunk starts

    Original(const test::Reader& reader, std::size_t size, std::uint64_t seed)
        : plain(test::random_text(size, seed)),
          file(test::sealed(plain, reader.keys())),
          payload(file.find('\n', file.find("\n--- ") + 1) + 1 + nonce_bytes)
    {}
    std::size_t chunks() const { return (file.size() - payload + sealed_chunk - 1) / sealed_chunk; }
    std::string sealed_at(std::size_t i) const
    {
        return file.substr(payload + i * sealed_chunk, sealed_chunk);
    }
    // How much may be handed out when the first changed byte is at `at`: the chunks before it.
    std::size_t sound_before(std::size_t at) const
    {
        return at < payload ? 0 : std::min((at - payload) / sealed_chunk * chunk, plain.size());
    }
};

std::size_t first_difference(std::string_view a, std::string_view b)
{
    return static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
}

// A chunk in the place of another.
std::string swapped(const Original& original, std::mt19937_64& engine)
{
    const std::size_t a = engine() % original.chunks(), b = engine() % original.chunks();
    std::string file = original.file.substr(0, original.payload);
    for (std::size_t i = 0; i < original.chunks(); ++i)
        file += original.sealed_at(i == a ? b : i == b ? a : i);
    return file;
}

// One chunk left out, doubled, or all behind one left out.
std::string counted_wrong(const Original& original, std::mt19937_64& engine)
{
    const std::size_t which = engine() % original.chunks(), how = engine() % 3;
    std::string file = original.file.substr(0, original.payload);
    for (std::size_t i = 0; i < original.chunks(); ++i) {
        if (i != which || how == 1) file += original.sealed_at(i);
        if (i == which && how == 1) file += original.sealed_at(i);
        if (i == which && how == 2) break;
    }
    return file;
}

// The front of one file and the rest of another, cut anywhere or between chunks, or one chunk of the other.
std::string spliced(const Original& one, const Original& other, std::mt19937_64& engine)
{
    switch (engine() % 4) {
    case 0: return one.file.substr(0, one.payload) + other.file.substr(other.payload);
    case 1:
        return one.file.substr(0, one.payload - nonce_bytes) + other.file.substr(other.payload - nonce_bytes);
    case 2: {
        const std::size_t at = engine() % one.file.size();
        return one.file.substr(0, at) + other.file.substr(std::min(at, other.file.size()));
    }
    default: {
        const std::size_t i = engine() % std::min(one.chunks(), other.chunks());
        std::string file = one.file;
        return file.replace(one.payload + i * sealed_chunk, one.sealed_at(i).size(), other.sealed_at(i));
    }
    }
}

std::string mutated(const Original& one, const Original& other, std::mt19937_64& engine)
{
    std::string file = one.file;
    // As many in the header, which is small, as in the content.
    const std::size_t at = engine() % 2 == 0 ? engine() % one.payload : engine() % file.size();
    switch (engine() % 8) {
    case 0: file[at] ^= static_cast<char>(1u << engine() % 8); return file;
    case 1: file[at] = static_cast<char>(engine()); return file;
    case 2: file.resize(at); return file;
    case 3: file.resize(one.payload + engine() % (one.chunks() + 1) * sealed_chunk); return file;
    case 4: return file.insert(at, 1 + engine() % 20, static_cast<char>(engine()));
    case 5: return file.erase(at, 1 + engine() % 20);
    case 6: return engine() % 2 == 0 ? swapped(one, engine) : counted_wrong(one, engine);
    default: return spliced(one, other, engine);
    }
}

TEST(AgeMutations, OfThreeThousandNoneIsAcceptedAndNothingIsReleasedPastTheBadChunk)
{
    const test::Reader reader;
    const Original one(reader, chunk * 3 + 1234, 1), other(reader, chunk * 3 + 1234, 2),
        full(reader, chunk * 3, 3);
    std::mt19937_64 engine(20260917);
    int tried = 0, accepted = 0, released = 0;
    for (; tried < 3000;) {
        const Original& original = tried % 3 == 0 ? full : one;
        const std::string file = mutated(original, other, engine);
        if (file == original.file) continue;
        ++tried;
        const auto result = test::opened(file, reader.opening());
        accepted += result.code.empty();
        const std::size_t bound = original.sound_before(first_difference(original.file, file));
        ASSERT_LE(result.released.size(), bound);
        ASSERT_TRUE(original.plain.starts_with(result.released));
        // And what was sound is not held back.
        EXPECT_EQ(result.released.size(), bound);
        released += !result.released.empty();
    }
    EXPECT_EQ(accepted, 0);
    EXPECT_GT(released, 500); // chunks in front of the bad one were handed out in many
}

// Every byte of the header, one bit each.
TEST(AgeMutations, NoBitOfTheHeaderCanBeChanged)
{
    const test::Reader reader, second;
    age::Keys keys = reader.keys();
    keys.recipients.push_back(second.key.public_key());
    const std::string file = test::sealed("text", keys);
    const std::size_t end = file.find('\n', file.find("\n--- ") + 1);
    for (std::size_t at = 0; at <= end; ++at)
        for (unsigned bit = 0; bit < 8; ++bit) {
            std::string changed = file;
            changed[at] ^= static_cast<char>(1u << bit);
            const auto result = test::opened(changed, reader.opening());
            EXPECT_NE(result.code, "") << at;
            EXPECT_EQ(result.released, "");
        }
}

TEST(AgeMutations, OfSevenHundredArmouredNoneIsAccepted)
{
    const test::Reader reader;
    const std::string plain = test::random_text(chunk * 2 + 99, 4);
    const std::string file = test::sealed(plain, reader.keys(), true);
    std::mt19937_64 engine(5);
    for (int tried = 0; tried < 700;) {
        std::string changed = file;
        const std::size_t at = engine() % (tried % 2 == 0 ? 300 : file.size());
        switch (engine() % 4) {
        case 0: changed[at] ^= static_cast<char>(1u << engine() % 8); break;
        case 1: changed.resize(at); break;
        case 2: changed.insert(1 + at, 1, "\n =A-"[engine() % 5]); break;
        default: changed.erase(at, 1);
        }
        // Blank lines around the block are no part of it, nor is its last line feed.
        if (changed == file || changed + "\n" == file || changed == file + "\n") continue;
        ++tried;
        const auto result = test::opened(changed, reader.opening());
        EXPECT_NE(result.code, "");
        EXPECT_TRUE(plain.starts_with(result.released));
        EXPECT_LE(result.released.size(), at / 65 * 48 / sealed_chunk * chunk);
    }
}

} // namespace
} // namespace gauze
