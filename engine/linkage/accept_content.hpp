// What a stranger's bytes are, told from their beginning, before any of them is written down.
#pragma once

#include "bloom/base/json.hpp"
#include "engine/project/gate.hpp"
#include "engine/project/statement.hpp"

#include <functional>
#include <string>

namespace gauze::linkage {

// Takes the content in pieces; passes it on when, and only when, its beginning is that of an encoded file
// whose header says what the policy and the statement say. Throws the codes of accept.hpp. One thread.
class ContentGuard {
public:
    using Next = std::function<void(Bytes)>;
    // `statement` may be filled later than this, but before the first `take`.
    ContentGuard(const project::Admitted& me, const project::Statement& statement, std::string file,
                 Next next);
    ContentGuard(const ContentGuard&) = delete;
    ~ContentGuard(); // wipes what it holds
    void take(Bytes piece);
    // At the end: whether a header was there at all.
    void finish();

private:
    bool has_opening() const;
    std::size_t opening_size() const;
    [[noreturn]] void refuse_stranger() const;
    void judge();

    const project::Admitted& me_;
    const project::Statement& statement_;
    std::string file_;
    Next next_;
    std::string held_; // until the header is whole
    bool passed_ = false;
};

// What an encoded file's header may say, under this policy and in this statement; `names` are all its
// members.
void check_header(const project::Admitted& me, const project::Statement& statement, const Json& header,
                  const std::string& file);

} // namespace gauze::linkage
