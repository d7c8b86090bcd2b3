-- Removing a question or a survey asks every table that refers to it; without these each is read whole.
create index comment_question on comment (question_id);
create index comment_survey on comment (survey_id);
create index answer_column_question on answer_column (question_id);
