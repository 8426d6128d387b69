// The lines of a key file ("name value"), taken off one by one in their order, and the text they stand in,
// wiped when it is no longer needed. Readers of key files share them: of the project's key and of a party's.
#pragma once

#include "bloom/base/crypto.hpp"

#include <charconv>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace gauze::project {

// Text that is wiped however its reader ends.
struct WipedText {
    std::string text;
    WipedText() = default;
    explicit WipedText(std::string from) : text(std::move(from)) {}
    WipedText(const WipedText&) = delete;
    ~WipedText() { wipe(std::as_writable_bytes(std::span(text))); }
};

// Throws Error(refused, code key-exposed) when other users of the machine may read the file.
void refuse_if_others_may_read(const std::filesystem::path& path);

// One thread. `damaged` is called for whatever is not as asked for, and throws. The text must stay.
class KeyLines {
public:
    using Damaged = std::function<void()>;
    KeyLines(std::string_view text, Damaged damaged) : text_(text), left_(text), damaged_(std::move(damaged))
    {}

    bool begins(std::string_view name) const;
    std::string_view take(std::string_view name); // the value of the next line, which must be called so
    void take_hex(std::string_view name, std::span<std::byte> into);
    template <class Number>
    Number take_number(std::string_view name)
    {
        const std::string_view text = take(name);
        Number value{};
        const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (fault != std::errc() || end != text.data() + text.size()) damaged_();
        return value;
    }
    void skip(std::string_view line) { left_.remove_prefix(line.size()); }
    std::string_view taken() const { return text_.substr(0, text_.size() - left_.size()); }
    bool all_taken() const { return left_.empty(); }

private:
    std::string_view text_, left_;
    Damaged damaged_;
};

} // namespace gauze::project
