#include "engine/custodian/anonlink/whole_number.hpp"

#include "bloom/base/secret.hpp"
#include "engine/custodian/anonlink/unicode_text.hpp"
#include "engine/custodian/normalize.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <span>
#include <system_error>

namespace gauze::custodian::anonlink {

namespace {

__extension__ using Wide = unsigned __int128;

constexpr std::uint32_t base = 1'000'000'000;
constexpr unsigned digits_a_limb = 9;

} // namespace

WholeNumber::WholeNumber(std::int64_t value) : negative_(value < 0)
{
    add_to_magnitude(value < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(value)
                               : static_cast<std::uint64_t>(value));
}

WholeNumber WholeNumber::of_digits(std::string_view digits, bool negative)
{
    WholeNumber number;
    for (std::size_t end = digits.size(); end > 0;) {
        const std::size_t from = end > digits_a_limb ? end - digits_a_limb : 0;
        std::uint32_t limb = 0;
        for (const char c : digits.substr(from, end - from))
            limb = limb * 10 + static_cast<std::uint32_t>(c - '0');
        number.limbs_.push_back(limb);
        end = from;
    }
    number.shorten();
    number.negative_ = negative && !number.is_zero();
    return number;
}

WholeNumber WholeNumber::of_double(double whole)
{
    assert(std::isfinite(whole) && std::trunc(whole) == whole);
    int exponent = 0;
    // A double below 2^53 is its own significand; above, the significand has 53 bits and the rest are zeros.
    double significand = std::fabs(whole);
    if (significand >= 0x1p53) {
        significand = std::ldexp(std::frexp(significand, &exponent), 53);
        exponent -= 53;
    }
    WholeNumber number;
    number.add_to_magnitude(static_cast<std::uint64_t>(significand));
    for (; exponent > 0; exponent -= 32) number.multiply(std::uint64_t{1} << std::min(exponent, 32));
    number.negative_ = whole < 0 && !number.is_zero();
    return number;
}

WholeNumber::~WholeNumber() { wipe(std::as_writable_bytes(std::span(limbs_))); }

void WholeNumber::shorten()
{
    while (!limbs_.empty() && limbs_.back() == 0) limbs_.pop_back();
    if (limbs_.empty()) negative_ = false;
}

void WholeNumber::multiply(std::uint64_t factor)
{
    Wide carry = 0;
    for (std::uint32_t& limb : limbs_) {
        carry += Wide{limb} * factor;
        limb = static_cast<std::uint32_t>(carry % base);
        carry /= base;
    }
    for (; carry > 0; carry /= base) limbs_.push_back(static_cast<std::uint32_t>(carry % base));
    shorten();
}

void WholeNumber::multiply_by_power_of_ten(unsigned power)
{
    for (; power >= digits_a_limb; power -= digits_a_limb) multiply(base);
    for (; power > 0; --power) multiply(10);
}

void WholeNumber::add_to_magnitude(std::uint64_t amount)
{
    Wide carry = amount;
    for (std::size_t i = 0; carry > 0; ++i) {
        if (i == limbs_.size()) limbs_.push_back(0);
        carry += limbs_[i];
        limbs_[i] = static_cast<std::uint32_t>(carry % base);
        carry /= base;
    }
}

bool WholeNumber::magnitude_below(std::uint64_t amount) const
{
    if (limbs_.size() > 3) return false; // 10^27 and more
    Wide value = 0;
    for (auto limb = limbs_.rbegin(); limb != limbs_.rend(); ++limb) value = value * base + *limb;
    return value < amount;
}

// The result may be on the other side of zero; then the sign changes.
void WholeNumber::take_from_magnitude(std::uint64_t amount)
{
    if (magnitude_below(amount)) {
        std::uint64_t value = 0;
        for (auto limb = limbs_.rbegin(); limb != limbs_.rend(); ++limb) value = value * base + *limb;
        limbs_.clear();
        add_to_magnitude(amount - value);
        negative_ = !negative_;
        return;
    }
    std::int64_t borrow = 0;
    for (std::size_t i = 0; amount > 0 || borrow != 0; ++i) {
        std::int64_t limb = std::int64_t{limbs_[i]} - static_cast<std::int64_t>(amount % base) - borrow;
        borrow = limb < 0 ? 1 : 0;
        if (limb < 0) limb += base;
        limbs_[i] = static_cast<std::uint32_t>(limb);
        amount /= base;
    }
    shorten();
}

void WholeNumber::add(std::uint64_t amount)
{
    negative_ ? take_from_magnitude(amount) : add_to_magnitude(amount);
}

void WholeNumber::subtract(std::uint64_t amount)
{
    if (amount == 0) return;
    if (is_zero() || negative_) {
        add_to_magnitude(amount);
        negative_ = true;
    } else
        take_from_magnitude(amount);
}

std::uint64_t WholeNumber::floor_modulo(std::uint64_t divisor) const
{
    Wide rest = 0;
    for (auto limb = limbs_.rbegin(); limb != limbs_.rend(); ++limb) rest = (rest * base + *limb) % divisor;
    const auto result = static_cast<std::uint64_t>(rest);
    return negative_ && result != 0 ? divisor - result : result;
}

std::size_t WholeNumber::digits() const noexcept
{
    if (limbs_.empty()) return 1;
    std::size_t count = (limbs_.size() - 1) * digits_a_limb;
    for (std::uint32_t top = limbs_.back(); top > 0; top /= 10) ++count;
    return count;
}

void WholeNumber::append_text(std::string& into) const
{
    if (negative_) into += '-';
    if (limbs_.empty()) into += '0';
    std::array<char, digits_a_limb> written;
    for (auto limb = limbs_.rbegin(); limb != limbs_.rend(); ++limb) {
        std::uint32_t rest = *limb;
        for (auto digit = written.rbegin(); digit != written.rend(); ++digit, rest /= 10)
            *digit = static_cast<char>('0' + rest % 10);
        std::string_view digits(written.data(), written.size());
        while (limb == limbs_.rbegin() && digits.size() > 1 && digits.front() == '0') digits.remove_prefix(1);
        into += digits;
    }
    wipe(std::as_writable_bytes(std::span(written)));
}

std::strong_ordering WholeNumber::operator<=>(const WholeNumber& other) const
{
    if (negative_ != other.negative_) return other.negative_ <=> negative_;
    auto magnitude = limbs_.size() <=> other.limbs_.size();
    for (std::size_t i = limbs_.size(); i > 0 && magnitude == 0; --i)
        magnitude = limbs_[i - 1] <=> other.limbs_[i - 1];
    return negative_ ? 0 <=> magnitude : magnitude;
}

double round_half_to_even(double value) noexcept { return std::nearbyint(value); }

double power_of_ten(unsigned power)
{
    assert(power <= 308);
    const std::string written = "1e" + std::to_string(power);
    double value = 0;
    std::from_chars(written.data(), written.data() + written.size(), value);
    return value;
}

namespace {

// Digits of all scripts as ASCII, blanks around cut off; false if there is anything else outside ASCII. The
// separators U+001C to U+001F, on which the reference's answer depends on the rest of the text, are refused.
bool plain_number(std::string_view text, WipedText& into)
{
    std::u32string characters;
    decode(text, characters);
    into.value.reserve(characters.size());
    bool good = true;
    for (const char32_t c : characters) {
        const int digit = digit_value(c);
        if (digit >= 0)
            into.value += static_cast<char>('0' + digit);
        else if (is_blank(c) && (c < 0x1c || c > 0x1f))
            into.value += ' ';
        else if (c < 0x80)
            into.value += static_cast<char>(c);
        else
            good = false;
    }
    wipe(std::as_writable_bytes(std::span(characters)));
    return good;
}

std::string_view without_blanks_around(std::string_view text)
{
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Digits with single underscores between them go from the front of `text` to the end of `into`; how many.
// Nothing if an underscore stands anywhere else.
std::optional<std::size_t> take_digits(std::string_view& text, std::string& into)
{
    std::size_t count = 0;
    while (!text.empty() && (is_digit(text.front()) || text.front() == '_')) {
        const bool underscore = text.front() == '_';
        if (underscore && (count == 0 || text.size() == 1 || !is_digit(text[1]))) return std::nullopt;
        if (!underscore) {
            into += text.front();
            ++count;
        }
        text.remove_prefix(1);
    }
    return count;
}

// Sign, digits, point, digits, exponent, with the underscores taken out. False: it is no such thing.
bool read_decimal(std::string_view text, std::string& into)
{
    if (text.starts_with('-')) into += '-';
    if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
    auto digits = take_digits(text, into);
    if (!digits) return false;
    if (text.starts_with('.')) {
        text.remove_prefix(1);
        into += '.';
        const auto fraction = take_digits(text, into);
        if (!fraction) return false;
        *digits += *fraction;
    }
    if (*digits == 0) return false;
    if (text.starts_with('e') || text.starts_with('E')) {
        into += 'e';
        text.remove_prefix(1);
        if (text.starts_with('-') || text.starts_with('+')) {
            into += text.front();
            text.remove_prefix(1);
        }
        const auto exponent = take_digits(text, into);
        if (!exponent || *exponent == 0) return false;
    }
    return text.empty();
}

} // namespace

std::optional<WholeNumber> read_whole(std::string_view text)
{
    WipedText plain, digits;
    if (!plain_number(text, plain)) return std::nullopt;
    std::string_view rest = without_blanks_around(plain.value);
    const bool negative = rest.starts_with('-');
    if (negative || rest.starts_with('+')) rest.remove_prefix(1);
    digits.value.reserve(rest.size());
    const auto count = take_digits(rest, digits.value);
    if (!count || *count == 0 || *count > most_digits || !rest.empty()) return std::nullopt;
    return WholeNumber::of_digits(digits.value, negative);
}

std::optional<double> read_real(std::string_view text)
{
    WipedText plain, decimal;
    if (!plain_number(text, plain)) return std::nullopt;
    decimal.value.reserve(plain.value.size());
    if (!read_decimal(without_blanks_around(plain.value), decimal.value)) return std::nullopt;
    double value = 0;
    const char* end = decimal.value.data() + decimal.value.size();
    const auto result = std::from_chars(decimal.value.data(), end, value);
    // Too large and too small are one answer there, and two here.
    if (result.ec == std::errc::result_out_of_range) value = std::strtod(decimal.value.c_str(), nullptr);
    if (!std::isfinite(value)) return std::nullopt;
    return value;
}

} // namespace gauze::custodian::anonlink
