# English. $form only matters in Dutch.

### Results

comments-heading = Newest comments
comments-none = No comments yet.
comment-less = Show less
comment-more = Read all
comment-score = score { $score }
comments-all = All comments
comments-title = Comments – { $survey }
comments-back = Results of { $survey }
comments-no-question = This survey has no open question.
comments-filter = Search comments
comments-search = Search the text
comments-search-hint = All words must occur. Put a phrase between "quotation marks" to search for exactly that text. Put - before a word to exclude it. Put * after the beginning of a word to find any ending: deliver*.
comments-question = Question
comments-group = Group
comments-satisfied = Satisfied ({ $scores })
comments-between = In between ({ $scores })
comments-not-satisfied = Not satisfied ({ $scores })
comments-too-few = These are comments of fewer than { $minimum } respondents. They are not shown, to protect respondents.
comments-none-found = No comments found. Search for something else or clear the filter.
comments-count =
    { $count ->
        [one] { $n } comment
       *[other] { $n } comments
    }
comments-many = More than { $n } comments
comments-newest = To the newest
comments-older = Older comments
comments-pages = Pages
tags-heading = Tags
tags-none = No tags yet. Add a tag to a comment.
tags-name = Tag
tags-name-hint = Does the tag exist already? Then this rule replaces the one before.
tags-count = Comments
tags-score = Score
tags-change = Change
tags-hint = The score is that of the respondents with a comment that has the tag, with a 95 % interval. With fewer than { $minimum } respondents the score is not shown.
tags-too-few = too few
tags-ruled = Applied automatically to: { $words }
tags-rule-title = Make a rule
tags-rule = Applied automatically to any of these words
tags-rule-hint = Put commas between the words, such as: delivered, parcel, too late, deliver*. Only whole words count. A * stands for any ending. Capitals and accents make no difference. The rule applies to existing and new comments.
tags-save = Save the rule
tags-add = Add a tag
tags-put = Add
tags-remove = Remove the tag { $tag } from this comment
tags-drop-rule = Delete rule
tags-delete = Delete tag
