const list = (phrases: string) => phrases.split('|').map((phrase) => phrase.trim());

const person = list(
  `my social worker|our supervising social worker|the new worker|her key worker|the reviewing officer|
  the duty team|whoever answers the phone|the manager|his personal adviser|the designated teacher|
  the agency|the guardian|night staff|the fostering team|our link worker|the chair of the panel|
  the head of the home|the contact supervisor|a student on placement|the advocate|my carer|
  the education officer|somebody in the office|the out of hours service|the therapist|the nurse|
  the finance team|the adoption team|the family support worker|the previous carer|the police|
  the mentor|the youth worker|the court|the team manager|an agency worker`,
);
const child = list(
  `my brother|our foster daughter|the twins|the little ones|my sister|the baby|our lad|the other girls|
  both boys|my son|the child we look after|the children|the teenagers|our own children|my friends|
  the eldest|the youngest|the lads upstairs|everyone here|a boy who came in March|the two girls|me|us`,
);
const did = list(
  `never rings back|always listens|has changed again|turned up late|cancelled without a word|explained things to|
  made promises to|kept waiting|was kind to|told nothing to|put things right for|shouted at|laughed with|
  cared about|gave up on|spoke over|stood up for|forgot|fought for|did not believe|helped|misled|encouraged|
  checked on|wrote to|ignored|met|restrained|apologised to|moved|welcomed|argued with|visited|phoned|
  took time with|lost patience with|blamed|trusted|supported|let down|praised|pushed|upset|reassured`,
);
const topic = list(
  `contact|respite|school transport|the allowance|training|the care plan|therapy|a laptop|the life story book|
  leaving care|the savings account|my passport|bedtime|pocket money|food|hair and skin care|homework|
  the complaint|visits|the review|the statement|health checks|the bus pass|mileage|insurance|the holiday|
  birthdays|church|sleep|bullying|the report|mobile phones|a bigger bedroom|college|driving lessons|
  the risk assessment|delegated authority|the matching meeting|introductions|the placement plan|dentists|
  football|the garden|heating|staff changes|restraint|running away|alcohol|money (£412 a month)|privacy`,
);
const time = list(
  `last year|at first|since Easter|in the holidays|most days|on moving day|at my review|over Christmas|
  every Friday|after the inspection|for six months|before panel|in 2012|at weekends|all spring|at night|
  twice this term|when it mattered|the week after|since day one|in the end|on my birthday|by August|
  for 3 weeks|until recently|this morning|during the hearing|in year 9|again & again|at short notice`,
);
const state = list(
  `I felt safe|nobody noticed|it hurt|we coped|it was noisy|I was scared|they said sorry|it got better|
  we were left alone|it felt like home|the form was wrong|the food was good|we heard nothing|I cried|
  things settled|the placement broke down|he was bullied|I stopped asking|it was well run|we argued|
  everything was explained|my views were read out|the room was clean|she made friends|I could not sleep|
  the payments were late|it took ages|we were grateful|no one came|it was rushed|I was proud|he ran off|
  the paperwork was lost|I couldn’t fault them|the door was locked|we had fun|it was unfair|I’m happy now`,
);
const link = list(
  `and|but|so|because|although|which meant|even though|and then|while|until|yet|and still|whenever|since`,
);
const judged = list(
  `good|poor|excellent|slow|mixed|frightening|helpful|patchy|brilliant|confusing|respectful|cold|warm|
  better than before|worse than before|not good enough|very variable|fair|hopeless|lovely|stressful|calm`,
);
const asked = list(
  `I would like|we needed|it would help to have|I asked for|nobody offered|I was glad of|we still wait for|
  carers should get|please improve|there should be|stop cutting|I want a say about|give us|we got|
  no one explained|be honest about|I have no complaints about|somebody must sort out|we had to pay for`,
);
const more = list(
  `more|less|quicker|clearer|proper|regular|honest|joined-up|free|early|written|better planned|any|real|
  monthly|local|flexible|kinder|specialist|ongoing|some|much more|a lot less|plain English`,
);

/** Sentences as the fragments that may stand in each place, one after another. */
export const sentences: readonly (readonly (readonly string[])[])[] = [
  [person, did, child, list('about|over|on|with'), topic, time, link, state],
  [asked, more, list('help with|news of|choice in|advice on|time for'), topic, link, state, time],
  [time, state, link, person, did, child, link, state],
  [topic, list('is|was|has been|seems|can be'), judged, list('for'), child, time, link, state],
  [child, list('and'), child, list('think|said|feel|told us'), topic, list('was'), judged, time],
];
